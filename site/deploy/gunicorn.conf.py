"""Gunicorn in production: several processes with a few threads each, behind a proxy that speaks TLS."""

import os

bind = os.environ.get("DUMAS_BIND", "127.0.0.1:8000")
pythonpath = "site"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
threads = 4
timeout = 120  # a large scan over a slow line
max_requests = 2000
max_requests_jitter = 200
control_socket_disable = True
accesslog = "-"
# The path without its query: what a person searched for does not belong in a log.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
