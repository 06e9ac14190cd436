// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectdialog.h"

#include "dialogs/keyplacerows.h"
#include "dialogs/parts.h"
#include "theme/variant.h"
#include "widgets/formrows.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace fuseboard {

class ConnectDialog::Private {
public:
    [[nodiscard]] const SourceOffer& offer() const { return offers.at(static_cast<std::size_t>(kind->currentIndex())); }
    /// A path that starts at the root is a socket; everything else is an address.
    [[nodiscard]] bool isSocket() const { return offer().isGateway && place->text().trimmed().startsWith(QLatin1Char('/')); }
    [[nodiscard]] bool isComplete() const
    {
        if (offer().isLocalLog)
            return !name->text().trimmed().isEmpty();
        return !name->text().trimmed().isEmpty() && !place->text().trimmed().isEmpty()
            && (isSocket() || (!offer().needsKey && !offer().isGateway) || !key->text().trimmed().isEmpty())
            && (!keepsKey() || keep->isComplete());
    }
    [[nodiscard]] bool keepsKey() const { return hasKey() && !isSocket(); }
    [[nodiscard]] bool hasKey() const { return offer().needsKey || offer().isGateway; }
    [[nodiscard]] QString fault() const
    {
        const QString text = place->text().trimmed();
        if (offer().isLocalLog && !text.isEmpty() && !text.startsWith(QLatin1Char('/')))
            return ConnectDialog::tr("“%1” is not a folder such as /home/ada/.claude.").arg(text.left(80));
        if (text.isEmpty() || isSocket() || offer().isLocalLog)
            return {};
        const QUrl url(text, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty()
            || (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http")))
            return ConnectDialog::tr("“%1” is not an address such as https://gateway.example.").arg(text.left(80));
        if (!url.userInfo().isEmpty())
            return ConnectDialog::tr("A key does not belong into the address. Use the field below it.");
        const bool here = url.host() == QLatin1String("localhost") || url.host() == QLatin1String("127.0.0.1")
            || url.host() == QLatin1String("::1");
        if (url.scheme() == QLatin1String("http") && !here)
            return ConnectDialog::tr("A key would travel in the open to another machine. Use https://.");
        return {};
    }

    /// While somebody is asked, what was asked about stays as it is.
    void setAsking(bool asking, const QString& words, const char* variant)
    {
        for (QWidget* widget : std::initializer_list<QWidget*> {kind, name, place, choose, account, key, test, connect})
            widget->setEnabled(!asking);
        keep->setEnabled(!asking);
        if (!asking)
            key->setEnabled(!isSocket());
        result->setText(words);
        setVariant(result, variant);
        result->show();
    }

    std::vector<SourceOffer> offers;
    QComboBox* kind = nullptr;
    QLineEdit *name = nullptr, *place = nullptr, *account = nullptr, *key = nullptr;
    QFormLayout* form = nullptr;
    KeyPlaceRows* keep = nullptr;
    bool showsKeep = true;
    QLabel *whereLabel = nullptr, *about = nullptr, *rights = nullptr, *faultLine = nullptr, *result = nullptr;
    QPushButton *test = nullptr, *connect = nullptr, *choose = nullptr;
};

ConnectDialog::ConnectDialog(std::vector<SourceOffer> offers, const QString& first, QWidget* parent, SealedKeysState sealed)
    : QDialog(parent)
    , d(std::make_unique<Private>())
{
    d->offers = std::move(offers);
    setObjectName(QStringLiteral("connectDialog"));
    setWindowTitle(tr("Add Source"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(plainLabel(tr("Add a source"), "title"));
    d->kind = namedBox(tr("Kind of source"));
    d->kind->setObjectName(QStringLiteral("kind"));
    for (const SourceOffer& offer : d->offers)
        d->kind->addItem(offer.title, offer.kind);
    d->kind->setCurrentIndex(std::max(d->kind->findData(first), 0));
    d->about = plainParagraph({}, "secondary");
    column->addWidget(d->about);
    d->name = namedEdit(tr("Name of the source"));
    d->name->setObjectName(QStringLiteral("sourceName"));
    d->place = namedEdit(tr("Address or socket of the source"));
    d->place->setObjectName(QStringLiteral("place"));
    d->account = namedEdit(tr("Account that pays for the calls"));
    d->account->setObjectName(QStringLiteral("account"));
    d->key = namedEdit(tr("Key of the source"));
    d->key->setObjectName(QStringLiteral("key"));
    d->key->setEchoMode(QLineEdit::Password);
    d->form = new QFormLayout;
    d->form->setHorizontalSpacing(12);
    d->form->addRow(tr("&Kind"), d->kind);
    d->form->addRow(tr("&Name"), d->name);
    d->choose = plainButton(tr("C&hoose…"));
    d->choose->setObjectName(QStringLiteral("chooseFolder"));
    d->choose->setAccessibleName(tr("Choose the folder of the logs"));
    auto* where = new QWidget;
    auto* whereRow = new QHBoxLayout(where);
    whereRow->setContentsMargins(0, 0, 0, 0);
    whereRow->addWidget(d->place, 1);
    whereRow->addWidget(d->choose);
    d->whereLabel = plainLabel(tr("Addr&ess"));
    d->whereLabel->setBuddy(d->place);
    d->form->addRow(d->whereLabel, where);
    d->form->addRow(tr("Acc&ount"), d->account);
    d->form->addRow(tr("Ke&y"), d->key);
    d->keep = new KeyPlaceRows(*d->form, sealed, this);
    alignLabels(*d->form);
    column->addLayout(d->form);
    d->rights = plainParagraph({}, "secondary");
    d->rights->setObjectName(QStringLiteral("rights"));
    column->addWidget(d->rights);
    d->faultLine = plainParagraph({}, "crit");
    d->result = plainParagraph({}, "secondary");
    d->result->setObjectName(QStringLiteral("testResult"));
    d->result->hide();
    column->addWidget(d->faultLine);
    column->addWidget(d->result);
    column->addStretch(1);
    d->test = plainButton(tr("&Test"));
    d->test->setObjectName(QStringLiteral("test"));
    d->test->setAccessibleName(tr("Test this source"));
    auto* cancel = plainButton(tr("Cancel"));
    d->connect = plainButton(tr("Connect"), "primary");
    d->connect->setObjectName(QStringLiteral("connect"));
    d->connect->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(d->test);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(d->connect);
    column->addLayout(buttons);

    const auto update = [this] {
        const QString sentence = d->fault();
        showFault(d->faultLine, sentence);
        const bool complete = sentence.isEmpty() && d->isComplete();
        d->test->setEnabled(complete);
        d->connect->setEnabled(complete);
        d->key->setEnabled(!d->isSocket());
        if (d->keepsKey() != std::exchange(d->showsKeep, d->keepsKey()))
            d->keep->setVisible(d->showsKeep);
        d->key->setPlaceholderText(d->isSocket() ? tr("not needed over a socket") : tr("Not shown again once saved"));
        d->result->hide();
    };
    const auto suggest = [this, update] {
        const SourceOffer& offer = d->offer();
        d->about->setText(offer.about);
        d->rights->setText(tr("Key: %1").arg(offer.rights));
        d->rights->setVisible(!offer.rights.isEmpty());
        d->name->setText(offer.name);
        d->place->setText(offer.url);
        d->whereLabel->setText(offer.isLocalLog ? tr("Fold&er") : tr("Addr&ess"));
        d->choose->setVisible(offer.isLocalLog);
        d->place->setPlaceholderText(offer.isGateway ? tr("https://gateway.example or /path/to/gateway.sock")
                : offer.isLocalLog                   ? tr("Where the tool usually keeps them")
                                                     : QString());
        d->account->setText(offer.account);
        d->key->clear();
        d->form->setRowVisible(d->account, !offer.account.isEmpty());
        d->form->setRowVisible(d->key, d->hasKey());
        d->test->setText(offer.isLocalLog ? tr("&Look") : tr("&Test"));
        update();
        if (offer.isLocalLog) // costs nothing, and says at once whether there is something
            QMetaObject::invokeMethod(d->test, &QPushButton::click, Qt::QueuedConnection);
    };
    connect(d->kind, &QComboBox::currentIndexChanged, this, suggest);
    for (QLineEdit* edit : {d->name, d->place, d->account, d->key})
        connect(edit, &QLineEdit::textChanged, this, update);
    connect(d->keep, &KeyPlaceRows::changed, this, update);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(d->test, &QPushButton::clicked, this, [this] {
        const SourceDraft asked = draft();
        d->setAsking(true, d->offer().isLocalLog ? tr("Looking for logs…") : tr("Asking %1…").arg(asked.name), "secondary");
        Q_EMIT testRequested(asked);
    });
    connect(d->choose, &QPushButton::clicked, this, [this] {
        auto* folder = new QFileDialog(this, tr("Folder of the Logs"));
        folder->setAttribute(Qt::WA_DeleteOnClose);
        folder->setFileMode(QFileDialog::Directory);
        folder->setOption(QFileDialog::ShowDirsOnly);
        folder->setFilter(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot); // the tools keep theirs in hidden ones
        connect(folder, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
            d->place->setText(chosen);
            d->test->click();
        });
        folder->open();
    });
    connect(d->connect, &QPushButton::clicked, this, [this] {
        const SourceDraft asked = draft();
        d->setAsking(true,
            (asked.key.isEmpty() || asked.keep.place != KeyPlace::keyring
                    ? tr("Connecting %1…")
                    : tr("Connecting %1… Your keyring may ask to be unlocked."))
                .arg(asked.name),
            "secondary");
        Q_EMIT connectRequested(asked);
    });
    connect(this, &QDialog::finished, d->key, &QLineEdit::clear);
    connect(this, &QDialog::finished, d->keep, &KeyPlaceRows::clear);
    suggest();
    d->name->setFocus();
    setMinimumWidth(32 * fontMetrics().lineSpacing());
}

ConnectDialog::~ConnectDialog() = default;

SourceDraft ConnectDialog::draft() const
{
    SourceDraft draft;
    draft.kind = d->offer().kind;
    draft.name = d->name->text().trimmed();
    QString place = d->place->text().trimmed();
    while (!d->isSocket() && place.endsWith(QLatin1Char('/')))
        place.chop(1); // paths are appended to it
    (d->offer().isLocalLog ? draft.directory : d->isSocket() ? draft.socket : draft.url) = place;
    if (!d->offer().account.isEmpty())
        draft.account = d->account->text().trimmed();
    if (d->hasKey() && !d->isSocket())
        draft.key = d->key->text().trimmed();
    if (!draft.key.isEmpty())
        draft.keep = d->keep->wish();
    return draft;
}

void ConnectDialog::showTestResult(bool works, const QString& sentence)
{
    d->setAsking(false, sentence, works ? "ok" : "crit");
    (works ? static_cast<QWidget*>(d->connect) : d->place)->setFocus(Qt::OtherFocusReason);
}

void ConnectDialog::showKeyringFault(const QString& sentence)
{
    d->keep->offerOthers(); // first, since what changes in the form takes the last answer away
    d->setAsking(false, sentence, "crit");
    d->keep->offerOthers();
}

} // namespace fuseboard
