// Package archive opens office documents, which are zip archives of XML parts,
// without letting a hostile one take the machine: a part that is read must be
// small before it is unpacked, by the archive's own directory, and while it is
// unpacked, because the directory may lie. It must not know what the parts mean.
package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"sdelaemvmeste/plans"
)

// The limits of an archive and of its parts.
const (
	maxParts = 2000
	// MaxPart bounds the part that holds the document, MaxSmallPart one beside
	// it: styles, numbering, relations.
	MaxPart      = 16 << 20
	MaxSmallPart = 2 << 20
	maxTags      = 1_000_000
	// maxWhole bounds one element or one text.
	maxWhole = 1 << 20
)

// What is wrong with an archive as a whole.
var (
	// ErrTooLarge says that something in the archive is larger than any plan.
	ErrTooLarge = errors.New("part too large")
	// ErrLocked says that the archive is protected by a password.
	ErrLocked = errors.New("archive locked with a password")
)

// Parts are the files inside the archive by their names.
type Parts map[string]*zip.File

// Open reads the directory of an archive. The error is [ErrTooLarge],
// [ErrLocked] or a [plans.ErrInvalid].
func Open(data []byte) (Parts, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w: %w", plans.ErrInvalid, err)
	}
	if len(archive.File) > maxParts {
		return nil, fmt.Errorf("open archive: %w", ErrTooLarge)
	}
	p := Parts{}
	for _, f := range archive.File {
		if f.Flags&1 != 0 {
			return nil, fmt.Errorf("open archive: %w", ErrLocked)
		}
		p[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	return p, nil
}

// Open gives a part that is certain not to grow beyond the limit.
func (p Parts) Open(name string, limit int) (io.ReadCloser, error) {
	f := p[name]
	if f == nil {
		return nil, fmt.Errorf("part %s: %w", name, plans.ErrNotFound)
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, fmt.Errorf("part %s: %w", name, ErrTooLarge)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return &bounded{ReadCloser: r, left: limit}, nil
}

// bounded fails when more is read than the limit allows: in bytes, in elements,
// or in one element or text, which the decoder holds in memory whole.
type bounded struct {
	io.ReadCloser
	left, tags, whole int
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	for _, c := range p[:n] {
		b.whole++
		switch c {
		case '<':
			b.tags++
			b.whole = 0
		case '>':
			b.whole = 0
		}
		if b.tags > maxTags || b.whole > maxWhole {
			return 0, ErrTooLarge
		}
	}
	if b.left -= n; b.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}
