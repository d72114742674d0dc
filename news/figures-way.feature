The link to the latest published figures is among the ways in above the hub's stream, in both frontends.
