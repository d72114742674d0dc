Every card of an entry that can be commented leads to the person responsible, too.
