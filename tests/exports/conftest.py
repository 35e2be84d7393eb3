from tests.reading.conftest import enter, office, trail

__all__ = ["enter", "office", "trail"]
