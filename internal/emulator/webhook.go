package emulator

import "strings"

// setWebhook only remembers the address: with it getUpdates is refused. Nothing
// is ever delivered there.
func (s *Server) setWebhook(r *request) (action, *apiError) {
	address, given := r.params["url"]
	if !given {
		return nil, violation("setWebhook without a url takes the webhook away in silence")
	}
	kinds, refusal := allowedUpdates(r.params["allowed_updates"])
	if refusal != nil {
		return nil, refusal
	}
	if address != "" && !strings.HasPrefix(address, "https://") {
		return nil, bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	return func() (any, *apiError) {
		if kinds != nil {
			s.updates.allowed = kinds
		}
		if address != "" {
			s.abortPoll("terminated by setWebhook request")
		}
		s.dropPending(r)
		s.webhook = address
		return true, nil
	}, nil
}

func (s *Server) deleteWebhook(r *request) (action, *apiError) {
	return func() (any, *apiError) {
		s.dropPending(r)
		s.webhook = ""
		return true, nil
	}, nil
}

func (s *Server) dropPending(r *request) {
	if r.truth("drop_pending_updates") {
		s.updates.waiting = nil
	}
}

func (s *Server) getWebhookInfo(*request) (action, *apiError) {
	return func() (any, *apiError) {
		s.updates.expire(s.pace())
		return object{"url": s.webhook, "has_custom_certificate": false,
			"pending_update_count": len(s.updates.waiting)}, nil
	}, nil
}
