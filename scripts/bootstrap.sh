#!/usr/bin/env bash
# Makes the environment with the machine's own Python, then uv inside it. Says which Debian package lacks, if one does.
set -eu
python=${PYTHON:-python3}
venv=${VENV:-.venv}
command -v "$python" >/dev/null || { echo "Python introuvable ($python) : installez Python ≥ 3.11 (Debian : apt install python3)." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python ≥ 3.11 attendu, trouvé : $("$python" --version). Indiquez-en un autre : make run PYTHON=python3.12" >&2; exit 1; }
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
  "$python" -c 'import ensurepip, venv' 2>/dev/null || {
    echo "Le module venv manque à $("$python" --version). Debian : apt install python3-venv python3-pip" >&2; exit 1; }
  "$python" -m venv "$venv" || { echo "Environnement $venv impossible à créer. Debian : apt install python3-venv" >&2; exit 1; }
fi
"$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
