package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// bbolt maps its file into memory and trusts it: a page number that leads out of
// the file is not an error there but a crash of the process. So a file is walked
// here first, by plain reading (bbolt v1.5, internal/common: Meta, Page,
// branchPageElement, leafPageElement, InBucket).
const (
	boltMagic   = 0xED0CDAED
	boltVersion = 2

	pageHeader    = 16 // id, flags, count, overflow
	metaLen       = 64
	branchElement = 16 // pos, ksize, pgid
	leafElement   = 16 // flags, pos, ksize, vsize
	bucketHeader  = 16 // root, sequence

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	leafIsBucket = 0x01

	// noFreelist is the freelist's page number in a file that keeps none.
	noFreelist = ^uint64(0)
)

// boltMeta is what a meta page says of its file.
type boltMeta struct{ pageSize, root, freelist, high, txid uint64 }

// pages walks a file page by page.
type pages struct {
	r    io.ReaderAt
	meta boltMeta
	seen map[uint64]bool
}

// glance looks at the head pages of a file and at its length, which costs the
// same for any size. The warning is about a state the file may be in after a
// power cut, when its last transaction was lost; the error wraps [ErrCorrupt].
func glance(path string) (warning string, err error) {
	return look(path, func(*pages) error { return nil })
}

// examine walks every page of a file and refuses one that bbolt cannot be let loose
// on; the error wraps [ErrCorrupt].
func examine(path string) error {
	_, err := look(path, func(p *pages) error {
		if err := p.walk(p.meta.root); err != nil {
			return err
		}
		return p.freelist()
	})
	return err
}

func look(path string, further func(*pages) error) (warning string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("examine database: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("examine database: %w", err)
	}
	meta, metas := newestMeta(f)
	switch {
	case metas == 0:
		return "", fmt.Errorf("examine %s: not a database: %w", path, ErrCorrupt)
	case metas == 1:
		warning = "one of the two head pages is not valid: the last transaction may be lost"
	}
	if need := int64(meta.high * meta.pageSize); info.Size() < need {
		return warning, fmt.Errorf("examine %s: cut short, %d bytes of %d: %w", path, info.Size(), need, ErrCorrupt)
	}
	if err := further(&pages{r: f, meta: meta, seen: map[uint64]bool{0: true, 1: true}}); err != nil {
		return warning, fmt.Errorf("examine %s: %w: %w", path, err, ErrCorrupt)
	}
	return warning, nil
}

// newestMeta finds the valid meta page with the greater transaction, as bbolt
// does, and says how many of the two are valid. The second lies one page into the
// file, and only a valid one says how long a page is.
func newestMeta(r io.ReaderAt) (newest boltMeta, valid int) {
	first, ok := readMeta(r, 0)
	if ok {
		newest, valid = first, 1
	}
	for size := uint64(1 << 9); size <= 1<<16; size <<= 1 {
		second, ok := readMeta(r, int64(size))
		if !ok || second.pageSize != size || valid > 0 && first.pageSize != size {
			continue
		}
		valid++
		if second.txid > newest.txid || valid == 1 {
			newest = second
		}
		break
	}
	return newest, valid
}

func readMeta(r io.ReaderAt, at int64) (boltMeta, bool) {
	b := make([]byte, pageHeader+metaLen)
	if _, err := r.ReadAt(b, at); err != nil {
		return boltMeta{}, false
	}
	b = b[pageHeader:]
	sum := fnv.New64a()
	_, _ = sum.Write(b[:metaLen-8]) // hash.Hash: Write never returns an error
	m := boltMeta{
		pageSize: uint64(u32(b[8:])), root: u64(b[16:]), freelist: u64(b[32:]),
		high: u64(b[40:]), txid: u64(b[48:]),
	}
	sound := u32(b) == boltMagic && u32(b[4:]) == boltVersion && u64(b[56:]) == sum.Sum64()
	return m, sound && m.pageSize >= 1<<9 && m.pageSize <= 1<<16 && m.high >= 2 && m.high < 1<<40
}

// read gives a page with its overflow, once.
func (p *pages) read(id uint64, flags ...uint16) ([]byte, error) {
	if id < 2 || id >= p.meta.high {
		return nil, fmt.Errorf("page %d is out of the file", id)
	}
	head := make([]byte, pageHeader)
	if _, err := p.r.ReadAt(head, int64(id*p.meta.pageSize)); err != nil {
		return nil, fmt.Errorf("read page %d: %w", id, err)
	}
	length := uint64(u32(head[12:])) + 1
	if u64(head) != id || id+length > p.meta.high {
		return nil, fmt.Errorf("page %d has a wrong header", id)
	}
	for i := id; i < id+length; i++ {
		if p.seen[i] {
			return nil, fmt.Errorf("page %d is used twice", i)
		}
		p.seen[i] = true
	}
	known := false
	for _, f := range flags {
		known = known || u16(head[8:]) == f
	}
	if !known {
		return nil, fmt.Errorf("page %d is of an unexpected kind %#x", id, u16(head[8:]))
	}
	page := make([]byte, length*p.meta.pageSize)
	if _, err := p.r.ReadAt(page, int64(id*p.meta.pageSize)); err != nil {
		return nil, fmt.Errorf("read page %d: %w", id, err)
	}
	return page, nil
}

// walk goes through a tree of pages. It ends, for no page is read twice.
func (p *pages) walk(id uint64) error {
	page, err := p.read(id, branchPage, leafPage)
	if err != nil {
		return err
	}
	if u16(page[8:]) == leafPage {
		return p.leaf(id, page)
	}
	if u16(page[10:]) == 0 {
		return fmt.Errorf("page %d is an empty branch", id)
	}
	for i := range int(u16(page[10:])) {
		at := pageHeader + i*branchElement
		if at+branchElement > len(page) {
			return fmt.Errorf("page %d: entry %d is out of the page", id, i)
		}
		e := page[at:]
		if outside(e, u32(e), u32(e[4:]), 0) {
			return fmt.Errorf("page %d: entry %d is out of the page", id, i)
		}
		if err := p.walk(u64(e[8:])); err != nil {
			return err
		}
	}
	return nil
}

// leaf looks at the entries of a leaf page, or of a small bucket that lies
// within its entry.
func (p *pages) leaf(id uint64, page []byte) error {
	for i := range int(u16(page[10:])) {
		at := pageHeader + i*leafElement
		if at+leafElement > len(page) {
			return fmt.Errorf("page %d: entry %d is out of the page", id, i)
		}
		e := page[at:]
		pos, klen, vlen := u32(e[4:]), u32(e[8:]), u32(e[12:])
		if outside(e, pos, klen, vlen) {
			return fmt.Errorf("page %d: entry %d is out of the page", id, i)
		}
		if u32(e)&leafIsBucket == 0 {
			continue
		}
		if err := p.bucket(id, e[pos+klen:][:vlen]); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) bucket(id uint64, b []byte) error {
	if len(b) < bucketHeader {
		return fmt.Errorf("page %d: bucket is cut short", id)
	}
	if root := u64(b); root != 0 {
		return p.walk(root)
	}
	inline := b[bucketHeader:]
	if len(inline) < pageHeader || u16(inline[8:]) != leafPage {
		return fmt.Errorf("page %d: bucket within it is damaged", id)
	}
	return p.leaf(id, inline)
}

// freelist looks at the list of free pages.
func (p *pages) freelist() error {
	if p.meta.freelist == noFreelist {
		return nil
	}
	page, err := p.read(p.meta.freelist, freelistPage)
	if err != nil {
		return err
	}
	ids, count := page[pageHeader:], uint64(u16(page[10:]))
	// A count that does not fit stands in the first place of the list instead.
	if count == 0xFFFF {
		ids, count = ids[8:], u64(ids)
	}
	if count > uint64(len(ids)/8) {
		return errors.New("list of free pages is cut short")
	}
	for i := range count {
		id := u64(ids[8*i:])
		if id < 2 || id >= p.meta.high || p.seen[id] {
			return fmt.Errorf("page %d cannot be free", id)
		}
		p.seen[id] = true
	}
	return nil
}

// outside reports whether an entry's key and value leave the page; e is the page
// from the entry on.
func outside(e []byte, pos, klen, vlen uint32) bool {
	return klen == 0 || uint64(pos)+uint64(klen)+uint64(vlen) > uint64(len(e))
}

func u16(b []byte) uint16 { return binary.NativeEndian.Uint16(b) }
func u32(b []byte) uint32 { return binary.NativeEndian.Uint32(b) }
func u64(b []byte) uint64 { return binary.NativeEndian.Uint64(b) }
