"""The graph, or a part of it, as a file that other programs open: what is taken, what the file says, one file a format.

`extract` reads, `survey` looks once at all that is taken, `about` is what every file says of itself; then one module
for each format, and `formats` lists them. Streams: a row is written and forgotten.
"""

from api.exports.extract import Around, Extract, Matching, Part, Whole
from api.exports.formats import FORMATS, Written, write_export
from api.exports.parquet_tables import export_parquet

__all__ = ["FORMATS", "Around", "Extract", "Matching", "Part", "Whole", "Written", "export_parquet", "write_export"]
