"""What the product costs in time and memory, measured in one run: `make bench`."""
