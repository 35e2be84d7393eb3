"""The contract on a real Elasticsearch."""

import pytest

from search.backends import get_backend
from tests.search.cluster import bring_in_line
from tests.search.contract_people import PeopleContract
from tests.search.contract_questions import QuestionContract

pytestmark = pytest.mark.cluster
BACKEND = "search.backends.elasticsearch.ElasticsearchBackend"


class OnElasticsearch:
    backend = BACKEND

    @pytest.fixture(autouse=True)
    def on_cluster(self, cluster, use_backend):
        pass

    def settle(self) -> None:
        bring_in_line(get_backend())

    def catch_up(self) -> None:
        self.settle()


class TestWhoFindsWhat(OnElasticsearch, PeopleContract):
    pass


class TestWhatIsFound(OnElasticsearch, QuestionContract):
    pass
