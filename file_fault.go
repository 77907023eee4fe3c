package main

import (
	"errors"
	"io/fs"
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
