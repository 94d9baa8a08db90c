#!/usr/bin/python3
"""OpenStack Swift with its S3 API as one machine's object store, made of Debian's package python3-swift alone.

Takes its settings as JSON in the first argument: folder (on a file system with user xattrs), port (and the three after it),
accessKeyId ("account:user"), secretAccessKey, corsOrigin (null for any). What is stored outlives the process. Prints "ready".
Ends with 3 where the folder cannot have attributes: Swift keeps what it knows of an object in them.
"""

import ctypes
import json
import os
import pwd
import signal
import socket
import sys
from time import monotonic, sleep

PR_SET_PDEATHSIG = 1
NO_ATTRIBUTES = 3

settings = json.loads(sys.argv[1])
folder = settings["folder"]
port = settings["port"]
storage_ports = {"object": port + 1, "container": port + 2, "account": port + 3}
any_origin = settings["corsOrigin"] is None


def write_config(name, sections):
    lines = []
    for title, values in sections.items():
        lines.append(f"[{title}]")
        lines.extend(f"{key} = {value}" for key, value in values.items())
    with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def defaults(own_port):
    return {
        "bind_ip": "127.0.0.1",
        "bind_port": own_port,
        "user": pwd.getpwuid(os.getuid()).pw_name,
        "swift_dir": folder,
        "devices": f"{folder}/devices",
        "mount_check": "false",
        # One process each, which is what this file's cache is made for.
        "workers": 0,
        "fallocate_reserve": 0,
        "log_level": "ERROR",
    }


def write_proxy_config():
    account, user = settings["accessKeyId"].split(":")
    filters = {
        "cache": {"paste.filter_factory": "__main__:cache_factory"},
        "s3api": {
            "use": "egg:swift#s3api",
            "location": "us-east-1",
            "dns_compliant_bucket_names": "true",
            "max_upload_part_num": 10000,
            "cors_preflight_allow_origin": "*" if any_origin else settings["corsOrigin"],
        },
        "tempauth": {"use": "egg:swift#tempauth", f"user_{account}_{user}": f"{settings['secretAccessKey']} .admin"},
        # A completed multipart upload is a manifest of its parts: S3 allows 10,000 of them.
        "slo": {"use": "egg:swift#slo", "max_manifest_segments": 10000, "max_manifest_size": 8 * 1024 * 1024},
    }
    sections = {
        "DEFAULT": {
            **defaults(port),
            "strict_cors_mode": "false" if any_origin else "true",
            **({} if any_origin else {"cors_allow_origin": settings["corsOrigin"]}),
            "cors_expose_headers": "etag, content-range, accept-ranges",
        },
        "pipeline:main": {"pipeline": " ".join(["catch_errors", "gatekeeper", "listing_formats", *filters, "proxy-server"])},
        "app:proxy-server": {
            "use": "egg:swift#proxy",
            "account_autocreate": "true",
            # There is one device: after an error nobody else could be asked.
            "error_suppression_limit": 1000000,
            "object_chunk_size": 1024 * 1024,
            "client_chunk_size": 1024 * 1024,
        },
    }
    sections.update({f"filter:{name}": {"use": f"egg:swift#{name}"} for name in ("catch_errors", "gatekeeper", "listing_formats")})
    sections.update({f"filter:{name}": values for name, values in filters.items()})
    write_config("proxy-server.conf", sections)


def write_storage_config(kind, own_port):
    app = {"use": f"egg:swift#{kind}", "disk_chunk_size": 1024 * 1024, "network_chunk_size": 1024 * 1024}
    sections = {"DEFAULT": defaults(own_port), "pipeline:main": {"pipeline": f"{kind}-server"}, f"app:{kind}-server": app}
    write_config(f"{kind}-server.conf", sections)
    ring = RingBuilder(part_power=1, replicas=1, min_part_hours=0)
    address = {"ip": "127.0.0.1", "port": own_port, "replication_ip": "127.0.0.1", "replication_port": own_port}
    ring.add_dev({"region": 1, "zone": 1, "device": "device", "weight": 1.0, "meta": "", **address})
    ring.rebalance()
    ring.get_ring().save(f"{folder}/{kind}.ring.gz")


class Cache:
    """Stands in for memcached in the one process of the proxy, so that it does not ask for account and bucket each time."""

    def __init__(self):
        self._entries = {}

    def get(self, key, **_):
        text, ends = self._entries.get(key, ("null", None))
        return None if ends is not None and ends < monotonic() else json.loads(text)

    def set(self, key, value, time=0, **_):
        self._entries[key] = (json.dumps(value), monotonic() + time if time else None)

    def delete(self, key, **_):
        self._entries.pop(key, None)


def cache_factory(_, **__):
    cache = Cache()

    def wrap(app):
        def call(environ, start_response):
            environ["swift.cache"] = cache
            return app(environ, start_response)

        return call

    return wrap


def serve(kind):
    """Becomes one of the four services, and dies with whoever started it: Swift makes a session of its own of each."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    extra = {"global_conf_callback": swift.obj.server.global_conf_callback} if kind == "object" else {}
    sys.exit(run_wsgi(f"{folder}/{kind}-server.conf", f"{kind}-server", **extra))


def wait_until_it_listens(own_port):
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", own_port), 1).close()
            return
        except OSError:
            sleep(0.025)
    sys.exit(f"Nothing listens on port {own_port}.")


os.makedirs(f"{folder}/devices/device", exist_ok=True)
try:
    os.setxattr(folder, "user.images-dashboard", b"1")
except OSError:
    sys.exit(NO_ATTRIBUTES)
write_config("swift.conf", {"swift-hash": {"swift_hash_path_prefix": "tests", "swift_hash_path_suffix": "tests"}})

# Here, for these look for a swift.conf; and all of them, so that they are read once and not by each service.
import paste.deploy  # noqa: E402, F401
import swift.account.server  # noqa: E402, F401
import swift.container.server  # noqa: E402, F401
import swift.obj.server  # noqa: E402
import swift.proxy.server  # noqa: E402, F401
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.utils import set_swift_dir  # noqa: E402
from swift.common.wsgi import run_wsgi  # noqa: E402

set_swift_dir(folder)
write_proxy_config()
for storage_kind, storage_port in storage_ports.items():
    write_storage_config(storage_kind, storage_port)
children = []
for service in (*storage_ports, "proxy"):
    child = os.fork()
    if child == 0:
        serve(service)
    children.append(child)
for listening in (*storage_ports.values(), port):
    wait_until_it_listens(listening)
print("ready", flush=True)
os.waitpid(-1, 0)
sys.exit("One of Swift's services ended.")
