"""English grammar for messages."""


def counted(number: int, thing: str) -> str:
    """Return "1 work", "2 works"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
