A visitor reports an improper comment, or contacts the person responsible, on every official channel: without login and JavaScript, with a receipt number.
