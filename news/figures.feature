What became of a year's comments and messages is shown as numbers, bars, CSV and REST once the information office publishes the year; small numbers are hidden, and so is what would give them away.
