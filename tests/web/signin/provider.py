"""An identity provider on loopback: discovery, keys, tokens; it signs well, or wrongly in whatever way a test asks for."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY, STRANGER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLIENT = "gongkai"


class Provider:
    """One issuer. `wrong` changes what it signs; `asked` keeps what the application sent it."""

    def __init__(self) -> None:
        self.subject, self.name, self.groups = "1001", "张三（演示）", ["gk-handlers", "gk-unknown"]
        self.wrong: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.algorithm, self.key = "RS256", KEY
        self.discovery: dict[str, Any] = {}
        self.challenges: dict[str, tuple[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.silent = False
        self.now = 0.0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def agree(self, query: dict[str, list[str]], code: str = "good-code") -> None:
        """The person agrees in the provider's page; the code will be good for this nonce and this challenge."""
        self.challenges[code] = (query["code_challenge"][0], query["nonce"][0])

    def token(self, code: str) -> str:
        """The ID token for a code, with what the test wants wrong."""
        nonce = self.challenges[code][1]
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "exp": self.now + 300,
            "iat": self.now,
            "nonce": nonce,
            "name": self.name,
            "groups": self.groups,
            **self.wrong,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        key: Any = self.key
        return jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "k1", **self.header})

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What an address answers."""
        if self.silent:
            return 500, {}
        if path == "/.well-known/openid-configuration":
            found = {"issuer": self.issuer, "authorization_endpoint": self.issuer + "/authorize"}
            found |= {"token_endpoint": self.issuer + "/token", "jwks_uri": self.issuer + "/keys"}
            return 200, {**found, "token_endpoint_auth_methods_supported": ["client_secret_post"], **self.discovery}
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return 200, {"keys": [{**public, "kid": "k1", "use": "sig"}]}
        if path == "/token":
            self.asked.append(form)
            known = self.challenges.get(form.get("code", ""))
            verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if known is None or base64.urlsafe_b64encode(verifier).rstrip(b"=").decode() != known[0]:
                return 400, {"error": "invalid_grant"}
            found = {"access_token": "opaque", "token_type": "Bearer", "id_token": self.token(form["code"])}
            del self.challenges[form["code"]]  # a code is good once
            return 200, found
        return 404, {}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _reply(self, form: dict[str, str]) -> None:
            status, found = provider.answer(self.path, form)
            body = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._reply({name: values[0] for name, values in parse_qs(text).items()})

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    return Handler


@contextmanager
def serving(at: datetime) -> Iterator[Provider]:
    """A provider that answers while the block lasts."""
    provider = Provider()
    provider.now = at.timestamp()
    thread = threading.Thread(target=provider.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()
