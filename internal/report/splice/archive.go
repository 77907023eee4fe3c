package splice

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
)

// Repack writes an archive again with some parts in the place of its own; parts that
// it has not come last, and a part that is nil is left out. All others are copied as
// they are, packed.
func Repack(data []byte, parts map[string][]byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	left := maps.Clone(parts)
	for _, f := range in.File {
		name := PartName(f.Name)
		content, changed := left[name]
		if !changed {
			if err := out.Copy(f); err != nil {
				return nil, fmt.Errorf("copy part %s: %w", name, err)
			}
			continue
		}
		delete(left, name)
		if content == nil {
			continue
		}
		if err := write(out, &zip.FileHeader{Name: f.Name, Method: f.Method, Modified: f.Modified}, content); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		if err := write(out, &zip.FileHeader{Name: name, Method: zip.Deflate}, left[name]); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("close archive: %w", err)
	}
	return b.Bytes(), nil
}

// PartName is the name of a part as relations write it.
func PartName(name string) string {
	return strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/")
}

// Pack makes an archive of names and contents in turn. The first is not compressed
// when it is the kind of an OpenDocument file (ISO/IEC 26300-3, 3.3).
func Pack(files ...string) ([]byte, error) {
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if files[i] == "mimetype" {
			h.Method = zip.Store
		}
		if err := write(out, h, []byte(files[i+1])); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("close archive: %w", err)
	}
	return b.Bytes(), nil
}

func write(out *zip.Writer, h *zip.FileHeader, content []byte) error {
	create := out.CreateHeader
	if h.Method == zip.Store {
		// A part that is not compressed has its size before it and not behind.
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = crc32.ChecksumIEEE(content), uint64(len(content)), uint64(len(content))
		create = out.CreateRaw
	}
	w, err := create(h)
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write part %s: %w", h.Name, err)
	}
	return nil
}

// Part reads a part of an archive, at most so many bytes; ok is false when it is not
// there.
func Part(data []byte, name string, limit int64) (content []byte, ok bool, err error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, false, fmt.Errorf("open archive: %w", err)
	}
	for _, f := range in.File {
		if PartName(f.Name) != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, false, fmt.Errorf("part %s: %w", name, err)
		}
		defer r.Close()
		content, err = io.ReadAll(io.LimitReader(r, limit+1))
		if err == nil && int64(len(content)) > limit {
			err = ErrShape
		}
		if err != nil {
			return nil, false, fmt.Errorf("part %s: %w", name, err)
		}
		return content, true, nil
	}
	return nil, false, nil
}
