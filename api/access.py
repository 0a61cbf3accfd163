"""Who is refused what this service keeps closed."""

from graph.errors import EntrelacsError


class NotEnabled(EntrelacsError):
    """Cypher was not switched on for this service."""

    code = "not_enabled"


class Unauthorised(EntrelacsError):
    """No token, or another one."""

    code = "unauthorised"
