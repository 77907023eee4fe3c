package plans

import _ "embed"

// Petrovsky2023 is the file of the plan this program was made for: the media
// plan of Petrovsky district for 2023, as package planfile reads it.
//
//go:embed petrovsky-2023.yaml
var Petrovsky2023 []byte
