"""Why the system refused a file, in French: its own words are in the language of the machine."""

import errno

_REASONS = {
    errno.ENOENT: "le dossier n’existe pas",
    errno.EACCES: "l’accès est interdit : vérifiez les droits",
    errno.EPERM: "l’accès est interdit : vérifiez les droits",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein : libérez de la place",
    errno.EDQUOT: "le disque est plein : libérez de la place",
    errno.EISDIR: "c’est un dossier",
    errno.ENOTDIR: "un fichier tient la place du dossier",
    errno.EEXIST: "un fichier tient la place du dossier",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.EADDRINUSE: "déjà pris par un autre programme",
    errno.EADDRNOTAVAIL: "cette adresse n’est pas à cette machine",
    errno.EIO: "le disque ne répond pas",
}


def reason(error: OSError) -> str:
    """What happened, then what to do where it does not follow; the system's words for what is rare."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
