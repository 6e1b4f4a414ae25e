"""The door to the private pages."""

from __future__ import annotations

from tests.console.conftest import Room


def test_signing_in_and_out(room: Room) -> None:
    client, csrf = room.signed_in("analyst")
    page = client.get("/inloggen", follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/analyse")
    assert client.post("/uitloggen", follow_redirects=False).status_code == 403
    out = client.post("/uitloggen", data={"csrf": csrf}, follow_redirects=False)
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert client.get("/inloggen", follow_redirects=False).status_code == 200
