"""Saying chances and ranges, scoring them, and learning from how it went.

>>> from leadlab.models import forecasting
>>> forecasting.brier_score([0.8, 0.3], [1, 0])
0.065
"""

from leadlab.models.forecasting.calibration import (
    Hits,
    MurphyParts,
    calibration_table,
    hit_rate,
    murphy,
    overconfidence,
    wilson_interval,
)
from leadlab.models.forecasting.judgement import (
    ErrorSplit,
    NoiseAudit,
    noise_audit,
    split_error,
)
from leadlab.models.forecasting.outside_view import (
    MeanInterval,
    ReferenceForecast,
    TruncatedPareto,
    mean_interval,
    mean_of_the_rest,
    reference_class_forecast,
    rule_of_five,
)
from leadlab.models.forecasting.scores import (
    brier_score,
    brier_scores,
    climatology,
    interval_score,
    interval_scores,
    log_score,
    log_scores,
    pinball_loss,
    skill,
    skill_against_climatology,
)

__all__ = [
    "ErrorSplit",
    "Hits",
    "MeanInterval",
    "MurphyParts",
    "NoiseAudit",
    "ReferenceForecast",
    "TruncatedPareto",
    "brier_score",
    "brier_scores",
    "calibration_table",
    "climatology",
    "hit_rate",
    "interval_score",
    "interval_scores",
    "log_score",
    "log_scores",
    "mean_interval",
    "mean_of_the_rest",
    "murphy",
    "noise_audit",
    "overconfidence",
    "pinball_loss",
    "reference_class_forecast",
    "rule_of_five",
    "skill",
    "skill_against_climatology",
    "split_error",
    "wilson_interval",
]
