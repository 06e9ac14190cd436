// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourceoffer.h"

namespace fuseboard::sourceoffers {

inline std::vector<SourceOffer> all()
{
    return {{.kind = QStringLiteral("gateway"),
                .title = QStringLiteral("Fuseboard gateway"),
                .name = QStringLiteral("Gateway"),
                .about = QStringLiteral("Reads every call from the gateway, and can freeze there with proof."),
                .rights = QStringLiteral("A token of its admin door. None is needed over a socket."),
                .isGateway = true,
                .needsKey = false,
                .mayBePinned = true},
        {.kind = QStringLiteral("openai"),
            .title = QStringLiteral("OpenAI organisation"),
            .name = QStringLiteral("OpenAI"),
            .about = QStringLiteral(
                "Reads what OpenAI counts and bills. With a key for that, a freeze sets the spend limits of projects."),
            .rights = QStringLiteral("An admin key of the organisation (sk-admin-…) that may read usage."),
            .url = QStringLiteral("https://api.openai.com/v1"),
            .account = QStringLiteral("openai"),
            .freezeRights = QStringLiteral("an admin key that may change the limits of projects.")},
        {.kind = QStringLiteral("haproxy"),
            .title = QStringLiteral("HAProxy"),
            .name = QStringLiteral("HAProxy"),
            .about = QStringLiteral("Freezes at an HAProxy that looks up Fuseboard’s holds, with proof."),
            .needsKey = false,
            .isProxy = true}};
}

} // namespace fuseboard::sourceoffers
