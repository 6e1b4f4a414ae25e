"""Sample provider sites of the demo and the tests: fictional, generated, served over real HTTP."""
