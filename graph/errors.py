"""Errors of the graph.

EntrelacsError
├── InvalidRecord      a value or row that cannot become a fact  (field, value, reason)
├── InvalidInput       a file, mapping or option refused before anything was written
├── UnknownEntity      an id nobody loaded
│   └── GoneEntity         an id that an undone load alone had named
├── Unreachable        an address that did not answer, or not to its end
├── StoreError
│   ├── StoreUnavailable   the database did not answer, or refused the password
│   ├── StoreFormat        the store was written by a newer version
│   └── StoreBusy          another load holds the store
└── NotResolvable      an analysis has too little data to answer, or the question is out of reach

Domain errors know no HTTP and no exit code: `api` maps each type once.
Every message is French and says what, where, what was expected, what to do.
"""


class EntrelacsError(Exception):
    """Base of everything this product raises on purpose. `str(error)` is the sentence a person reads."""

    code = "error"

    def __init__(self, message: str, *, details: list[dict[str, object]] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.details = details or []


class InvalidRecord(EntrelacsError):
    """A value that does not obey the rule of its type."""

    code = "invalid_record"

    def __init__(self, field: str, value: str, reason: str) -> None:
        shown = value if len(value) <= 80 else value[:77] + "…"
        super().__init__(
            f"{field} : « {shown} » — {reason}", details=[{"field": field, "value": shown, "reason": reason}]
        )
        self.field, self.value, self.reason = field, shown, reason


class InvalidInput(EntrelacsError):
    """A file, a mapping or an option that is refused as a whole; nothing was written."""

    code = "invalid_input"


class UnknownEntity(EntrelacsError):
    """An id that no source has named."""

    code = "unknown_entity"

    def __init__(self, entity_id: str, suggestions: tuple[str, ...] = ()) -> None:
        shown = entity_id if len(entity_id) <= 120 else entity_id[:117] + "…"
        near = f" Proches : {', '.join(suggestions)}." if suggestions else ""
        super().__init__(
            f"Aucune fiche « {shown} » dans ce graphe : vérifiez l’identifiant ou cherchez par nom.{near}",
            details=[{"id": shown, "suggestions": list(suggestions)}],
        )
        self.entity_id, self.suggestions = shown, suggestions


class GoneEntity(UnknownEntity):
    """An id that was there once: the load that named it was taken back."""

    code = "gone"

    def __init__(self, entity_id: str, run: str) -> None:
        super().__init__(entity_id)
        self.run = run
        self.message = (
            f"La fiche « {self.entity_id} » n’est plus dans ce graphe : le chargement {run}, seul à la nommer, a été "
            "annulé. Chargez de nouveau son fichier pour la retrouver."
        )
        self.args = (self.message,)


class Unreachable(EntrelacsError):
    """An address that did not answer, or not to its end; trying later may go better."""

    code = "unreachable"


class StoreError(EntrelacsError):
    """Anything the store cannot do."""

    code = "store_error"


class StoreUnavailable(StoreError):
    """The database did not answer, or refused the credentials."""

    code = "store_unavailable"


class StoreFormat(StoreError):
    """The store was written in a format this version does not know."""

    code = "store_format"


class StoreBusy(StoreError):
    """Another load is writing to the same store."""

    code = "store_busy"


class NotResolvable(EntrelacsError):
    """Too little data to answer, or an exact answer out of reach."""

    code = "not_resolvable"
