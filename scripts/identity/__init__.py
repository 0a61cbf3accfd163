"""Training and measuring the model that judges who is who."""
