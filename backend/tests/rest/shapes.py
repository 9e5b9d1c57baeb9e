"""What every refusal of the API looks like, whoever asked for it and by whatever client."""

import json


def check_refusal(status: int, content_type: str, body: bytes) -> None:
    """`{"error": sentence, "code": word, "fields"?: {name: [sentence, …]}}`; of ours nothing."""
    assert status < 500 or status == 503, (status, body[:2_000])
    if status < 400:
        return
    assert content_type == "application/json", (status, content_type)
    said = json.loads(body)
    assert all(isinstance(said[name], str) and said[name] for name in ("error", "code")), said
    for field, complaints in said.get("fields", {}).items():
        assert field, said
        assert complaints, said
        assert all(isinstance(complaint, str) for complaint in complaints), said
