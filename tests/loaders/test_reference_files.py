"""Each reference file is either loaded, an example, or left out for a reason that somebody wrote down."""

from fnmatch import fnmatch

import pytest

from tests.reference import shared
from tests.support.reference_files import EXAMPLES, LEFT, MEANT

pytestmark = [pytest.mark.unit, pytest.mark.reference]


def test_no_file_is_forgotten() -> None:
    data = shared("data")
    there = [str(file.relative_to(data)) for file in data.rglob("*") if file.is_file() and file.name != "SOURCE.txt"]
    named = {*MEANT, *EXAMPLES}
    forgotten = [name for name in there if name not in named and not any(fnmatch(name, each) for each in LEFT)]
    assert forgotten == []
    assert sorted(name for name in named if not (data / name).exists()) == []
