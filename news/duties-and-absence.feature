One page, *Ansvar och frånvaro*, says who answers for each channel today, notes who is away and hands duties over; @@absence and @@handover lead to it.
