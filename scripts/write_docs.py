"""Writes every generated page of docs/, or with --check says which one no longer tells the truth."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Runs each generator; the exit code is 1 when one of them found drift."""
    writers = sorted(path for path in HERE.glob("write_*_doc.py"))
    codes = [subprocess.run([sys.executable, str(writer), *sys.argv[1:]], check=False).returncode for writer in writers]
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
