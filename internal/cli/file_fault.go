package cli

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
)

// unread says in Russian why a file could not be read.
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
	}
	return err.Error()
}

// unwritten says in Russian why a file could not be written.
func unwritten(err error) string {
	switch {
	case errors.Is(err, fs.ErrExist):
		return "такой файл уже есть, выберите другое имя"
	case errors.Is(err, fs.ErrPermission):
		return "нет права писать туда"
	// bbolt's copying tells it in words alone.
	case errors.Is(err, syscall.ENOSPC), strings.Contains(err.Error(), syscall.ENOSPC.Error()):
		return "на диске не хватает места"
	}
	return err.Error()
}
