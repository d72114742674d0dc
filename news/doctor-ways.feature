The feed doctor tells for every service which ways in there are and what each needs from the municipality.
