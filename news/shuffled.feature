`make test-shuffled` runs all tests in an order of chance; site tests spend a tenth less time on garbage.
