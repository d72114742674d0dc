What was passed on can be taken back or acted on, and whoever got it can answer, return it, pass it on or say that it breaks a rule.
