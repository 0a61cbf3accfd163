"""French typography of numbers in the sentences the product writes."""

NARROW_SPACE = "\u202f"


def thousands(number: int) -> str:
    """1254 → « 1 254 », with narrow no-break spaces."""
    return f"{number:,}".replace(",", NARROW_SPACE)
