"""Fetch what the pages need from npm, check it, and write it with its licences into the static folders.

Run by hand when a version changes: `python scripts/vendor_frontend.py`. Needs npm. Nothing is fetched at run time.
The integrity of each archive is pinned: another content under the same version is refused.
"""

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Package:
    """An npm package: `files` maps a path inside the archive to its place in the project."""

    name: str
    version: str
    sha512: str
    files: dict[str, str]


PACKAGES = (
    Package(
        "vis-network",
        "9.1.2",  # the version that pyvis 0.3.2 bundles
        "BdapguKg7sk3NvdZaDsM7T6rNhOBFz0/F4ZScxctK4klRzQPLQPTEcmbioXaZhMkkgWymzBR3lFCxL1q+eYyAw==",
        {
            "package/dist/vis-network.min.js": "visualisations/static/vis-network.min.js",
            "package/LICENSE-MIT": "visualisations/static/licences/vis-network-MIT.txt",
            "package/LICENSE-APACHE-2.0": "visualisations/static/licences/vis-network-Apache-2.0.txt",
        },
    ),
    Package(
        "maplibre-gl",
        "5.24.1",  # the build for a strict policy, whose worker is a file of its own
        "HyiYBwtsbk3L1n1EPLJHWqdoyMiF80n7tEYXFZyu2m1TjvaNx6KMLiFeDdmszt1/mq2zvsR1TJuX/NMu5BonXQ==",
        {
            "package/dist/maplibre-gl-csp.js": "visualisations/static/maplibre-gl-csp.js",
            "package/dist/maplibre-gl-csp-worker.js": "visualisations/static/maplibre-gl-csp-worker.js",
            "package/dist/maplibre-gl.css": "visualisations/static/maplibre-gl.css",
            "package/dist/LICENSE.txt": "visualisations/static/licences/maplibre-gl-BSD-3-Clause.txt",
        },
    ),
    Package(
        "@fontsource-variable/source-serif-4",
        "5.3.1",
        "4Rtay22SC4lMvw11r/+9kxANB6P3M0X8s1NudBC2v0J1KU2y3DcMoNcT3lBoZ/CqLirzf+StlO6UlJilyrvaUg==",
        {
            "package/files/source-serif-4-latin-wght-normal.woff2": (
                "api/static/fonts/source-serif-4-latin-wght-normal.woff2"
            ),
            "package/LICENSE": "api/static/fonts/OFL.txt",
        },
    ),
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "dpi0GZk7EQe2tYpg6Q0Fx0OmUgnuGu+0rHPgtXqtKhglYmJuP7jZ12Mu1uN+NfRaJRY1Emn8AQJEWzmoZ4wa9g==",
        {
            "package/files/source-sans-3-latin-wght-normal.woff2": (
                "api/static/fonts/source-sans-3-latin-wght-normal.woff2"
            ),
        },
    ),
)


def fetch(package: Package, folder: Path) -> Path:
    wanted = f"{package.name}@{package.version}"
    done = subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / done.stdout.split()[-1]
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        raise SystemExit(f"{wanted}: sha512 {found} is not the pinned {package.sha512}; nothing was written for it")
    return archive


def content(archive: tarfile.TarFile, path: str) -> bytes:
    stream = archive.extractfile(path)
    if stream is None:
        raise SystemExit(f"{path}: not a file of the archive")
    with stream:
        data = stream.read()
    # The map is not shipped, and a browser with its tools open would ask for it.
    return re.sub(rb"\n//# sourceMappingURL=\S+\s*$", b"\n", data) if path.endswith(".js") else data


def write(package: Package, folder: Path) -> None:
    with tarfile.open(fetch(package, folder)) as archive:
        for path, target in package.files.items():
            place = ROOT / target
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content(archive, path))
            print(f"{package.name}@{package.version} → {target} ({place.stat().st_size:,} bytes)")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            write(package, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
