// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/ownerprotocol.h"

#include "owner/documentfields.h"

namespace fuseboard {

using Name = QLatin1StringView;

QString OwnerIntroduction::who() const { return QStringLiteral("%1, process %2").arg(program).arg(process); }

QJsonObject introductionDocument(const OwnerIntroduction& owner)
{
    return {{QStringLiteral("protocol"), owner.protocol}, {QStringLiteral("program"), owner.program},
        {QStringLiteral("version"), owner.version}, {QStringLiteral("process"), owner.process},
        {QStringLiteral("window"), owner.hasWindow}, {QStringLiteral("stays"), owner.stays},
        {QStringLiteral("zone"), QString::fromStdString(owner.zone)},
        {QStringLiteral("fiscalDay"), static_cast<int>(owner.fiscalDay)},
        {QStringLiteral("currency"), QString::fromStdString(owner.currency.text())}};
}

Result<OwnerIntroduction> introductionOf(const QJsonValue& document)
{
    std::optional<Error> fault;
    const DocumentFields fields(document, {}, fault);
    OwnerIntroduction out {.protocol = static_cast<int>(fields.integer(Name("protocol"))),
        .program = QString::fromStdString(fields.text(Name("program"))),
        .version = QString::fromStdString(fields.text(Name("version"))),
        .process = fields.integer(Name("process"))};
    if (out.protocol != ownerProtocol)
        return fault ? Result<OwnerIntroduction>(std::unexpected(*fault)) : out;
    out.hasWindow = fields.flag(Name("window"), false);
    out.stays = fields.flag(Name("stays"), false);
    out.zone = fields.text(Name("zone"));
    out.fiscalDay = static_cast<unsigned>(fields.integer(Name("fiscalDay")));
    out.currency = fields.word(Name("currency"), Currency::parse, Currency());
    if (fault)
        return std::unexpected(*fault);
    return out;
}

} // namespace fuseboard
