package store

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"strings"
	"testing"
)

// pageSize is that of the files made by hand in these tests, the smallest there is.
const pageSize = 512

// little writes numbers of 2, 4 and 8 bytes one after another, as bbolt lays them
// in memory.
func little(values ...any) []byte {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case uint16:
			b = binary.NativeEndian.AppendUint16(b, v)
		case uint32:
			b = binary.NativeEndian.AppendUint32(b, v)
		case uint64:
			b = binary.NativeEndian.AppendUint64(b, v)
		case []byte:
			b = append(b, v...)
		}
	}
	return b
}

// head is a meta page; what spoils it is done before its sum is taken, but for the
// sum itself.
func head(m boltMeta, magic, version uint32, wrong uint64) []byte {
	b := little(magic, version, uint32(m.pageSize), uint32(0), m.root, uint64(0), m.freelist, m.high, m.txid)
	sum := fnv.New64a()
	_, _ = sum.Write(b)
	return append(make([]byte, pageHeader), little(b, sum.Sum64()+wrong)...)
}

func soundHead(size, txid uint64) []byte {
	return head(boltMeta{pageSize: size, root: 2, freelist: 3, high: 4, txid: txid}, boltMagic, boltVersion, 0)
}

func TestNewerSoundHeadCounts(t *testing.T) {
	damaged := func(txid uint64) []byte {
		return head(boltMeta{pageSize: pageSize, high: 4, txid: txid}, boltMagic, boltVersion, 1)
	}
	for name, c := range map[string]struct {
		first, second []byte
		at            int // where the second lies
		txid          uint64
		valid         int
	}{
		"the second is newer":      {soundHead(512, 7), soundHead(512, 8), 512, 8, 2},
		"the first is newer":       {soundHead(512, 8), soundHead(512, 7), 512, 8, 2},
		"only the first is sound":  {soundHead(512, 7), damaged(8), 512, 7, 1},
		"only the second is sound": {damaged(8), soundHead(512, 7), 512, 7, 1},
		"only one, of number 0":    {damaged(8), soundHead(512, 0), 512, 0, 1},
		"none is sound":            {damaged(7), damaged(8), 512, 0, 0},
		"pages of 4 KiB":           {soundHead(4096, 7), soundHead(4096, 8), 4096, 8, 2},
		"pages of 64 KiB":          {soundHead(1<<16, 7), soundHead(1<<16, 8), 1 << 16, 8, 2},
		"of 64 KiB, the second":    {damaged(8), soundHead(1<<16, 7), 1 << 16, 7, 1},
		"heads of different pages": {soundHead(512, 7), soundHead(4096, 8), 4096, 7, 1},
		"not at its own place":     {damaged(7), soundHead(4096, 8), 512, 0, 0},
		"left of an older file":    {soundHead(4096, 7), append(soundHead(512, 9), append(make([]byte, 4096-512-80), soundHead(4096, 8)...)...), 512, 8, 2},
	} {
		file := make([]byte, c.at+len(c.second))
		copy(file, c.first)
		copy(file[c.at:], c.second)
		if m, valid := newestMeta(bytes.NewReader(file)); valid != c.valid || valid > 0 && m.txid != c.txid {
			t.Errorf("%s: transaction %d of %d heads, want %d of %d", name, m.txid, valid, c.txid, c.valid)
		}
	}
}

func TestHeadIsSoundWithinItsBounds(t *testing.T) {
	for name, c := range map[string]struct {
		head []byte
		want bool
	}{
		"sound":               {soundHead(pageSize, 1), true},
		"another magic":       {head(boltMeta{pageSize: 512, high: 4}, boltMagic+1, boltVersion, 0), false},
		"another version":     {head(boltMeta{pageSize: 512, high: 4}, boltMagic, boltVersion+1, 0), false},
		"a wrong sum":         {head(boltMeta{pageSize: 512, high: 4}, boltMagic, boltVersion, 1), false},
		"the smallest page":   {head(boltMeta{pageSize: 512, high: 4}, boltMagic, boltVersion, 0), true},
		"pages too small":     {head(boltMeta{pageSize: 256, high: 4}, boltMagic, boltVersion, 0), false},
		"the largest page":    {head(boltMeta{pageSize: 1 << 16, high: 4}, boltMagic, boltVersion, 0), true},
		"pages too large":     {head(boltMeta{pageSize: 1 << 17, high: 4}, boltMagic, boltVersion, 0), false},
		"heads alone":         {head(boltMeta{pageSize: 512, high: 2}, boltMagic, boltVersion, 0), true},
		"less than two pages": {head(boltMeta{pageSize: 512, high: 1}, boltMagic, boltVersion, 0), false},
		"a huge file":         {head(boltMeta{pageSize: 512, high: 1<<40 - 1}, boltMagic, boltVersion, 0), true},
		"beyond any file":     {head(boltMeta{pageSize: 512, high: 1 << 40}, boltMagic, boltVersion, 0), false},
		"cut short":           {soundHead(pageSize, 1)[:79], false},
	} {
		m, ok := readMeta(bytes.NewReader(c.head), 0)
		if ok != c.want {
			t.Errorf("%s: %v, %+v", name, ok, m)
		}
	}
	want := boltMeta{pageSize: 512, root: 2, freelist: 3, high: 4, txid: 5}
	if m, ok := readMeta(bytes.NewReader(soundHead(512, 5)), 0); !ok || m != want {
		t.Errorf("read as %+v", m)
	}
}

// page is a page of a file made by hand: its header, then what follows.
func page(id uint64, flags, count uint16, overflow uint32, rest ...any) []byte {
	b := little(append([]any{id, flags, count, overflow}, rest...)...)
	return append(b, make([]byte, max(0, pageSize-len(b)))...)
}

// walked reads a file of these pages, from page 2 on, with the root 2 and, unless
// there is none, a list of free pages on page 3.
func walked(freelist uint64, all ...[]byte) string {
	file := append(make([]byte, 2*pageSize), bytes.Join(all, nil)...)
	p := pages{
		r: bytes.NewReader(file), seen: map[uint64]bool{0: true, 1: true},
		meta: boltMeta{pageSize: pageSize, root: 2, freelist: freelist, high: uint64(len(file) / pageSize)},
	}
	err := p.walk(2)
	if err == nil {
		err = p.freelist()
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func leafEntry(flags, pos, klen, vlen uint32) []byte { return little(flags, pos, klen, vlen) }

func branchEntry(pos, klen uint32, child uint64) []byte { return little(pos, klen, child) }

// TestPagesAreWalkedWithinTheirBounds: an entry or page that leads out of its place
// is named; one that just fits is not.
func TestPagesAreWalkedWithinTheirBounds(t *testing.T) {
	const room = pageSize - pageHeader // what an entry may reach from the first on
	leaf := func(id uint64) []byte { return page(id, leafPage, 0, 0) }
	bucket := func(rest ...any) []byte {
		value := little(rest...)
		return page(2, leafPage, 1, 0, leafEntry(leafIsBucket, 16, 1, uint32(len(value))), []byte("k"), value)
	}
	for name, c := range map[string]struct {
		pages [][]byte
		want  string
	}{
		"an empty leaf":               {[][]byte{leaf(2)}, ""},
		"a leaf's entry just fits":    {[][]byte{page(2, leafPage, 1, 0, leafEntry(0, 16, 80, room-96))}, ""},
		"a leaf's entry does not":     {[][]byte{page(2, leafPage, 1, 0, leafEntry(0, 16, 80, room-95))}, "entry 0 is out"},
		"an entry without a key":      {[][]byte{page(2, leafPage, 1, 0, leafEntry(0, 16, 0, 8))}, "entry 0 is out"},
		"the key of a byte":           {[][]byte{page(2, leafPage, 1, 0, leafEntry(0, 16, 1, 8))}, ""},
		"as many entries as fit":      {[][]byte{page(2, leafPage, 31, 0, bytes.Repeat(leafEntry(0, 15, 1, 0), 31))}, ""},
		"entries more than fit":       {[][]byte{page(2, leafPage, 32, 0, bytes.Repeat(leafEntry(0, 15, 1, 0), 31))}, "entry 31 is out"},
		"a branch of two leaves":      {[][]byte{page(2, branchPage, 2, 0, branchEntry(32, 1, 3), branchEntry(16, 1, 4)), leaf(3), leaf(4)}, ""},
		"an empty branch":             {[][]byte{page(2, branchPage, 0, 0)}, "empty branch"},
		"a branch's key just fits":    {[][]byte{page(2, branchPage, 1, 0, branchEntry(16, room-16, 3)), leaf(3)}, ""},
		"a branch's key does not":     {[][]byte{page(2, branchPage, 1, 0, branchEntry(16, room-15, 3)), leaf(3)}, "entry 0 is out"},
		"branch entries too many":     {[][]byte{page(2, branchPage, 32, 0, branchEntry(16, 1, 3)), leaf(3)}, "is out of the page"},
		"a leaf of two branches":      {[][]byte{page(2, branchPage, 2, 0, branchEntry(32, 1, 3), branchEntry(16, 1, 3)), leaf(3)}, "page 3 is used twice"},
		"a head as a child":           {[][]byte{page(2, branchPage, 1, 0, branchEntry(16, 1, 1))}, "page 1 is out of the file"},
		"a child beyond the file":     {[][]byte{page(2, branchPage, 1, 0, branchEntry(16, 1, 3))}, "page 3 is out of the file"},
		"another page's number":       {[][]byte{leaf(5)}, "wrong header"},
		"a page of the free list":     {[][]byte{page(2, freelistPage, 0, 0)}, "unexpected kind"},
		"a page that runs on":         {[][]byte{page(2, leafPage, 1, 1, leafEntry(0, 16, 1, pageSize)), make([]byte, pageSize)}, ""},
		"and out of the file":         {[][]byte{page(2, leafPage, 0, 1)}, "wrong header"},
		"over a page of another":      {[][]byte{page(2, branchPage, 1, 1, branchEntry(16, 1, 3)), leaf(3)}, "page 3 is used twice"},
		"a bucket on its own page":    {[][]byte{bucket(uint64(3), uint64(0)), leaf(3)}, ""},
		"a bucket without its page":   {[][]byte{bucket(uint64(3), uint64(0))}, "page 3 is out of the file"},
		"a bucket cut short":          {[][]byte{bucket(uint64(3), uint32(0))}, "bucket is cut short"},
		"a bucket within":             {[][]byte{bucket(uint64(0), uint64(0), uint64(0), uint16(leafPage), uint16(0), uint32(0))}, ""},
		"a bucket within, cut":        {[][]byte{bucket(uint64(0), uint64(0), uint64(0), uint16(leafPage), uint16(0))}, "bucket within it is damaged"},
		"a bucket within, no leaf":    {[][]byte{bucket(uint64(0), uint64(0), uint64(0), uint16(branchPage), uint16(0), uint32(0))}, "bucket within it is damaged"},
		"a bucket within, its entry":  {[][]byte{bucket(uint64(0), uint64(0), uint64(0), uint16(leafPage), uint16(1), uint32(0), leafEntry(0, 16, 1, 1), []byte("kv"))}, ""},
		"a bucket within, out of it":  {[][]byte{bucket(uint64(0), uint64(0), uint64(0), uint16(leafPage), uint16(1), uint32(0), leafEntry(0, 16, 1, 2), []byte("kv"))}, "entry 0 is out"},
		"a value that is no bucket":   {[][]byte{page(2, leafPage, 1, 0, leafEntry(2, 16, 1, 3))}, ""},
		"a file cut within its page":  {[][]byte{page(2, branchPage, 1, 0, branchEntry(16, 1, 3)), leaf(3)[:pageSize]}, ""},
		"a second entry out of place": {[][]byte{page(2, leafPage, 2, 0, leafEntry(0, 32, 1, 0), leafEntry(0, room, 1, 0))}, "entry 1 is out"},
	} {
		if got := walked(noFreelist, c.pages...); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestFreePagesAreFree: root 2, the list on page 3, and two pages more.
func TestFreePagesAreFree(t *testing.T) {
	for name, c := range map[string]struct {
		list []byte
		want string
	}{
		"none":                  {page(3, freelistPage, 0, 0), ""},
		"both":                  {page(3, freelistPage, 2, 0, uint64(4), uint64(5)), ""},
		"the same twice":        {page(3, freelistPage, 2, 0, uint64(4), uint64(4)), "page 4 cannot be free"},
		"a head":                {page(3, freelistPage, 1, 0, uint64(1)), "page 1 cannot be free"},
		"the root":              {page(3, freelistPage, 1, 0, uint64(2)), "page 2 cannot be free"},
		"the list itself":       {page(3, freelistPage, 1, 0, uint64(3)), "page 3 cannot be free"},
		"beyond the file":       {page(3, freelistPage, 1, 0, uint64(6)), "page 6 cannot be free"},
		"a count in the list":   {page(3, freelistPage, 0xFFFF, 0, uint64(1), uint64(4), uint64(0)), ""},
		"a head, counted so":    {page(3, freelistPage, 0xFFFF, 0, uint64(2), uint64(4), uint64(0)), "page 0 cannot be free"},
		"more than the page":    {page(3, freelistPage, 63, 0), "cut short"},
		"as many as it holds":   {page(3, freelistPage, 62, 0), "page 0 cannot be free"},
		"more, counted in it":   {page(3, freelistPage, 0xFFFF, 0, uint64(62)), "cut short"},
		"a page of another use": {page(3, leafPage, 0, 0), "unexpected kind"},
	} {
		pages := [][]byte{page(2, leafPage, 0, 0), c.list, page(4, leafPage, 0, 0), page(5, leafPage, 0, 0)}
		if got := walked(3, pages...); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
