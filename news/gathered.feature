Of a flood of messages the first few are mailed one by one, and the others in one mail each half hour at most.
