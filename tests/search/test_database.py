"""The contract on the database engine of this run: SQLite or PostgreSQL."""

from tests.search.contract_people import PeopleContract
from tests.search.contract_questions import QuestionContract

BACKEND = "search.backends.database.DatabaseBackend"


class TestWhoFindsWhat(PeopleContract):
    backend = BACKEND


class TestWhatIsFound(QuestionContract):
    backend = BACKEND
