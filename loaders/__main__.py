"""`python -m loaders FILE…`: load files into the store of the settings, without the command line of `api`."""

import json
import sys
from contextlib import closing

from graph.errors import EntrelacsError, InvalidInput
from graph.model.typography import fine
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from loaders.progress import bar


def main(names: list[str]) -> int:
    """0 when done, 1 when the store failed, 2 on wrong use, 3 when the input was refused."""
    if not names:
        sys.stderr.write("Usage : python -m loaders FICHIER…\n")
        return 2
    try:
        with closing(open_store(Settings())) as store:
            report = load_files(store, names, progress=bar)
    except EntrelacsError as error:
        sys.stderr.write(f"{fine(error.message)}\n")
        return 3 if isinstance(error, InvalidInput) else 1
    sys.stderr.write(f"{report.text()}\n")
    sys.stdout.write(f"{json.dumps(report.as_json(), ensure_ascii=False, indent=2)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
