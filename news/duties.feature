Each channel has a responsible person and a substitute; absence, hand-over and a confirmation twice a year follow, and one question answers who answers today.
