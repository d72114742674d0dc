The record is verified every night, and the board shows when and what was found: also disposals that nobody else proposed, lines dated back, hubs that vanished and rounds on other days.
