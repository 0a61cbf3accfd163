"""Sentences with plain spaces, so that what is expected can be typed; where lines may break is tested apart."""


def plain(text: object) -> str:
    return str(text).replace("\u202f", " ").replace("\u00a0", " ")
