// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourceoffer.h"

namespace fuseboard {

/// Whether what was typed is a socket's path, of a source that may have one.
bool isSocketPlace(const SourceOffer& offer, const QString& place);

/// One sentence on what is wrong with the address, socket or folder of such a source; empty: nothing, or it is empty.
QString placeFault(const SourceOffer& offer, const QString& place);

/// The same, on where a proxy's callers reach it.
QString callersFault(const QString& place);

/// Whether what was typed as a source's certificate is the file of an authority; else it is a fingerprint.
bool isAuthorityFile(const QString& certificate);

/// The same, on the certificate of a source at that address or socket.
QString certificateFault(const QString& certificate, const QString& place);

} // namespace fuseboard
