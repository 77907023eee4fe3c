package cli

import (
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"sdelaemvmeste/bot/telegram"
	"sdelaemvmeste/internal/host"
)

// unread says in Russian which file could not be read, and why.
func unread(err error) string {
	path := ""
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		path = p.Path + ": "
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path + "такого файла нет"
	case errors.Is(err, fs.ErrPermission):
		return path + "нет права его читать"
	case errors.Is(err, syscall.EISDIR):
		return path + "это папка"
	case errors.Is(err, syscall.ENOTDIR):
		return path + "в этом пути на месте папки стоит файл"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return path + "слишком длинное имя"
	}
	return path + "диск его не отдаёт, проверьте диск (" + cause(err) + ")"
}

// unwritten says in Russian why a file could not be written, and what to do; which one,
// whoever asks has said.
func unwritten(err error) string {
	switch {
	case errors.Is(err, fs.ErrExist):
		return "такой файл уже есть, выберите другое имя"
	case errors.Is(err, fs.ErrPermission):
		return "нет права писать туда"
	case errors.Is(err, fs.ErrNotExist):
		return "такой папки нет, создайте её или назовите другую"
	case errors.Is(err, syscall.ENOTDIR):
		return "в этом пути на месте папки стоит файл, назовите другую папку"
	case errors.Is(err, syscall.EISDIR):
		return "на месте файла стоит папка, уберите её или выберите другое имя"
	case errors.Is(err, syscall.EROFS):
		return "диск доступен только для чтения, выберите другой"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "слишком длинное имя, выберите другое"
	case host.NoRoom(err):
		return "на диске не хватает места"
	}
	return "диск не принимает запись, проверьте его (" + cause(err) + ")"
}

// place is the file or the folder that an error of the disk tells of, "" for none; a file
// under a passing name stands for its folder.
func place(err error) string {
	path := ""
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		path = p.Path
	} else if l, ok := errors.AsType[*os.LinkError](err); ok {
		path = l.New
	}
	if strings.HasPrefix(filepath.Base(path), ".") && path != "." {
		return filepath.Dir(path)
	}
	return path
}

// cause is what the system itself calls an error, for whoever looks for it.
func cause(err error) string {
	if n, ok := errors.AsType[syscall.Errno](err); ok {
		return n.Error()
	}
	return err.Error()
}

// isFolder reports whether a folder stands where a file is looked for.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// absent reports whether nothing stands at a path.
func absent(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// unmade reports whether an error is that of a folder which could not be made.
func unmade(err error) bool {
	p, ok := errors.AsType[*fs.PathError](err)
	return ok && p.Op == "mkdir"
}

// untaken says in Russian why an address could not be listened on.
func untaken(err error) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return "его занимает другая программа"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return "у этого компьютера нет такого адреса"
	case errors.Is(err, fs.ErrPermission):
		return "нет права на этот порт, выберите порт от 1024"
	}
	return cause(err)
}

// unanswered says in Russian why Telegram has not answered.
func unanswered(err error) string {
	u, ok := errors.AsType[*telegram.UnansweredError](err)
	if !ok {
		return oneLine(err.Error())
	}
	for _, known := range []struct{ part, words string }{
		{"proxyconnect", "прокси не отвечает или не пускает: проверьте его адрес, имя и пароль"},
		{"socks connect", "прокси не отвечает или не пускает: проверьте его адрес, имя и пароль"},
		{"Proxy Authentication Required", "прокси требует верные имя и пароль"},
		{"no such host", "имя сервера не найдено: нет сети или доступа к DNS"},
		{"connection refused", "сервер или прокси не принимает соединение"},
		{"certificate", "сертификат сервера не принят: соединение подменяют или часы идут неверно"},
	} {
		if strings.Contains(u.Reason, known.part) {
			return known.words
		}
	}
	switch {
	case u.Status == http.StatusProxyAuthRequired:
		return "прокси требует верные имя и пароль"
	case u.Class == "garbled":
		return "вместо Telegram отвечает кто-то другой, похоже, прокси своей страницей"
	case u.Class == "late":
		return "ответа нет слишком долго"
	}
	return oneLine(u.Error())
}
