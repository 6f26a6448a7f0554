"""People who learn and people who tire: what help does, what a sign is worth, what it costs."""

from leadlab.models.growth.mentor_term import (
    MentoringTerm,
    days_until_told,
    mentoring_term,
    still_there,
    talk_share,
    within,
)
from leadlab.models.growth.mentor_time import (
    Mentoring,
    UnusableHours,
    mentoring,
    readers_needed,
)
from leadlab.models.growth.overlap import (
    UnusableEffect,
    above_middle,
    ahead,
    effect_interval,
    effect_of_shares,
    gap_by_choice,
    group_needed,
    overlap,
    share_harmed,
    spread_for,
)
from leadlab.models.growth.ramp import Ramp, ramp
from leadlab.models.growth.review_load import (
    Reviews,
    UnusableReviews,
    first_answer,
    have_read,
    reviews,
)
from leadlab.models.growth.signs import Flags, UnusableSign, any_flag, cleared_needed, flags

__all__ = [
    "Flags",
    "Mentoring",
    "MentoringTerm",
    "Ramp",
    "Reviews",
    "UnusableEffect",
    "UnusableHours",
    "UnusableReviews",
    "UnusableSign",
    "above_middle",
    "ahead",
    "any_flag",
    "cleared_needed",
    "days_until_told",
    "effect_interval",
    "effect_of_shares",
    "first_answer",
    "flags",
    "gap_by_choice",
    "group_needed",
    "have_read",
    "mentoring",
    "mentoring_term",
    "overlap",
    "ramp",
    "readers_needed",
    "reviews",
    "share_harmed",
    "spread_for",
    "still_there",
    "talk_share",
    "within",
]
