"""What works as the text it is, and is told by no list of settings and no error report."""


class Hidden(str):
    """A key, or an address with a password in it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'…'"
