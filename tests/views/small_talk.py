"""The small story as a conversation: {minh} keeps two things, and own words are asked for."""

from __future__ import annotations

import copy
from typing import Any

from views.small_story import STORY


def small_talk() -> dict[str, Any]:
    """Data of the story; trust begins at 5, and the price of the key opens at 6.

    On day one `a` asks for both facts and is told of the key alone; on day two it is asked again.
    """
    data = copy.deepcopy(STORY)
    data["facts"] = {
        "spare": {
            "text": "{minh} has a second key.",
            "kept_by": "minh",
            "says": [{"minh": "There is a <b>second</b> one."}],
            "matters": "The door can stay whole.",
            "question": "“Who else can open it?”",
        },
        "price": {
            "text": "The key was paid for by {minh}.",
            "kept_by": "minh",
            "opens": "trust >= 6",
            "says": [{"minh": "Forty. Out of my pocket."}],
            "closed": [{"minh": "That's between me and the locksmith."}],
            "matters": "Somebody is owed forty.",
            "question": "“What did it cost you?”",
        },
    }
    data["conversation"] = {"trust": ["trust"]}
    first, second = data["beats"]
    first["own_words"] = {"ask": "What do you say to {minh}?", "read_as": "question"}
    first["choices"][0]["do"][0]["learns"] = ["spare", "price"]
    second["choices"][0]["do"] = [{"effects": {"days_left": -2, "trust": 2}, "learns": ["price"]}]
    return data
