package cli

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"filippo.io/age"

	"sdelaemvmeste/store"
)

// Seal gives what encrypts copies to SDELAEM_BACKUP_KEY, nil when it is not set.
// A copy is compressed first: of what is encrypted nothing can be won any more.
func (e Environment) Seal() (func([]byte) ([]byte, error), error) {
	if e.BackupKey == "" {
		return nil, nil
	}
	key, err := age.ParseX25519Recipient(e.BackupKey)
	if err != nil {
		// What was given is not shown: it may be the secret key by mistake.
		return nil, badValue("SDELAEM_BACKUP_KEY", "это не открытый ключ age; нужен вид age1…, его печатает age-keygen")
	}
	return func(plain []byte) ([]byte, error) { return sealed(plain, key) }, nil
}

func sealed(plain []byte, key age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	outer, err := age.Encrypt(&out, key)
	if err != nil {
		return nil, fmt.Errorf("seal copy: %w", err)
	}
	inner := gzip.NewWriter(outer)
	_, err = inner.Write(plain)
	if err := errors.Join(err, inner.Close(), outer.Close()); err != nil {
		return nil, fmt.Errorf("seal copy: %w", err)
	}
	return out.Bytes(), nil
}

// ageHeader is how every age file begins (age-encryption.org/v1).
const ageHeader = "age-encryption.org/"

// unsealed writes what a sealed copy holds beside the database and gives the
// file's name, which the caller deletes; "" when the copy is not sealed.
func (e Environment) unsealed(file, identity string) (name string, err error) {
	in, err := os.Open(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil // said where the copy is looked for
	case err != nil:
		return "", misuse("копия не читается: %s", unread(err))
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	head := make([]byte, len(ageHeader))
	_, err = io.ReadFull(in, head)
	short := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	switch {
	case err != nil && !short:
		return "", misuse("копия не читается: %s", unread(err))
	case short, string(head) != ageHeader:
		return "", nil
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return "", misuse("копия не читается: %s", unread(err))
	}
	if identity == "" {
		return "", misuse("копия %s зашифрована: добавьте --identity с файлом закрытого ключа age", file)
	}
	keys, err := identities(identity)
	if err != nil {
		return "", err
	}
	plain, err := unseal(in, keys)
	if err != nil {
		return "", fault("копия %s этим ключом не открывается или повреждена, ничего не изменено (%v)", file, err)
	}
	return e.aside(plain)
}

func identities(file string) (keys []age.Identity, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, misuse("закрытый ключ не читается: %s", unread(err))
	}
	keys, err = age.ParseIdentities(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, misuse("%s не файл закрытого ключа age, какой пишет age-keygen", file)
	}
	return keys, nil
}

func unseal(in io.Reader, keys []age.Identity) ([]byte, error) {
	outer, err := age.Decrypt(in, keys...)
	if err != nil {
		return nil, err
	}
	inner, err := gzip.NewReader(outer)
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(inner)
	return plain, errors.Join(err, inner.Close())
}

// aside writes a file for the owner's eyes only into the folder of the database.
func (e Environment) aside(plain []byte) (name string, err error) {
	if err := os.MkdirAll(e.Data, 0o700); err != nil {
		return "", e.unopened(err)
	}
	f, err := os.CreateTemp(e.Data, "."+store.FileName+"-*") // made with mode 0600
	if err != nil {
		return "", e.unopened(err)
	}
	_, err = f.Write(plain)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", fault("копия не раскрыта в папке %s: %s", e.Data, unwritten(errors.Join(err, os.Remove(f.Name()))))
	}
	return f.Name(), nil
}
