"""Where the reference data stand beside the project. A clone alone still passes: what needs them is skipped, counted."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(*parts: str) -> Path:
    """The path of a reference file, or a skip with its reason."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"données de référence absentes : ../shared/{'/'.join(parts)}")
    return path
