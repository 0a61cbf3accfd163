"""The revision: the sum modulo 2^128 of the digests of all that is stored, kept in `meta` by each batch."""

import sqlite3

MODULUS = 1 << 128


def read_revision(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM meta WHERE name = 'revision'").fetchone()
    return str(row[0])


def add_to_revision(connection: sqlite3.Connection, difference: int) -> None:
    if difference:
        total = (int(read_revision(connection), 16) + difference) % MODULUS
        connection.execute("UPDATE meta SET value = ? WHERE name = 'revision'", (f"{total:032x}",))
