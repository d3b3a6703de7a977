// The block in the editor: options in the sidebar, and a picture of it in words. The widget itself runs for readers
// alone, so that nothing is kept while somebody writes.
( function () {
	'use strict';

	const { blocks, blockEditor, components, element, i18n } = window.wp;
	const { __ } = i18n;
	const h = element.createElement;
	const name = 'right-track/check-in';

	// Keyed by the block's attributes, whose values are those of block.json.
	const labels = {
		region: __( 'Region', 'right-track' ),
		lang: __( 'Language', 'right-track' ),
		view: __( 'What it shows', 'right-track' ),
		theme: __( 'Light or dark', 'right-track' ),
		headingLevel: __( 'Level of the first heading', 'right-track' ),
		exit: __( 'Link “Leave this page”', 'right-track' ),
		exitHref: __( 'Where that link leads', 'right-track' ),
		practice: __( 'Name of your practice', 'right-track' ),
		contactHref: __( 'Contact address', 'right-track' ),
		contactLabel: __( 'Text of the contact link', 'right-track' ),
		isolation: __( 'Where it runs', 'right-track' ),
		loading: __( 'When it loads', 'right-track' ),
		colorAccent: __( 'Buttons', 'right-track' ),
		colorText: __( 'Text', 'right-track' ),
		colorBackground: __( 'Background', 'right-track' ),
		colorLine: __( 'Borders', 'right-track' ),
	};
	const help = {
		region: __( 'Whose crisis lines and complaint bodies are shown first.', 'right-track' ),
		lang: __( 'A language tag like en-GB. Left empty, it follows your site.', 'right-track' ),
		exitHref: __( 'A web address. Left empty, it leads to a weather page.', 'right-track' ),
		practice: __( 'For the link “Contact …”. At most 80 characters.', 'right-track' ),
		contactHref: __( 'A web address, or one that begins with mailto: or tel:', 'right-track' ),
		contactLabel: __( 'Left empty, it says “Contact” and the name.', 'right-track' ),
		isolation: __( 'The frame comes from your own site, so other scripts of your site could still look into it.', 'right-track' ),
	};
	const values = {
		region: {
			'': __( 'That of the language', 'right-track' ),
			GB: __( 'United Kingdom', 'right-track' ),
			IE: __( 'Ireland', 'right-track' ),
			US: __( 'United States', 'right-track' ),
			CA: __( 'Canada', 'right-track' ),
			AU: __( 'Australia', 'right-track' ),
			NZ: __( 'New Zealand', 'right-track' ),
			INTL: __( 'Anywhere else', 'right-track' ),
		},
		theme: {
			auto: __( 'As your site or the visitor has it', 'right-track' ),
			light: __( 'Light', 'right-track' ),
			dark: __( 'Dark', 'right-track' ),
		},
		view: {
			all: __( 'Everything', 'right-track' ),
			'check-in': __( 'The check-in alone', 'right-track' ),
			'green-flags': __( 'The green flags alone', 'right-track' ),
		},
		isolation: {
			auto: __( 'In the page, if it can', 'right-track' ),
			inline: __( 'In the page', 'right-track' ),
			frame: __( 'In a frame', 'right-track' ),
		},
		loading: {
			lazy: __( 'When the visitor comes near', 'right-track' ),
			eager: __( 'At once', 'right-track' ),
		},
		headingLevel: { 2: '2', 3: '3', 4: '4' },
		exit: {
			on: __( 'Shown', 'right-track' ),
			off: __( 'Left out', 'right-track' ),
		},
	};
	const misfit = __( 'This does not fit, so it is left out.', 'right-track' );

	/** Tells whether the page will have the value. */
	const fits = ( { pattern }, value ) => {
		const source = pattern.replace( '(?i)', '' );
		return new RegExp( source, source === pattern ? '' : 'i' ).test( value.trim() );
	};

	function Edit( { attributes, setAttributes } ) {
		const schemas = blocks.getBlockType( name ).attributes;
		const change = ( key ) => ( value ) => setAttributes( { [ key ]: value || undefined } );
		const control = ( key ) => {
			const schema = schemas[ key ];
			const value = attributes[ key ] || '';
			const props = {
				key,
				label: labels[ key ],
				help: value && ! schema.enum && ! fits( schema, value ) ? misfit : help[ key ],
				value,
				onChange: change( key ),
				__next40pxDefaultSize: true,
				__nextHasNoMarginBottom: true,
			};
			if ( ! schema.enum ) {
				return h( components.TextControl, props );
			}
			const options = schema.enum.map( ( one ) => ( { value: one, label: values[ key ][ one ] } ) );
			return h( components.SelectControl, { ...props, options } );
		};
		const panel = ( title, keys, initialOpen ) =>
			h( components.PanelBody, { title, initialOpen }, ...keys.map( control ) );
		const colour = ( key ) => ( {
			label: labels[ key ],
			value: attributes[ key ],
			onChange: change( key ),
		} );

		const said = Object.keys( labels )
			.filter( ( key ) => attributes[ key ] && attributes[ key ] !== schemas[ key ].default )
			.map( ( key ) => `${ labels[ key ] }: ${ values[ key ]?.[ attributes[ key ] ] ?? attributes[ key ] }` );
		return h(
			'div',
			blockEditor.useBlockProps(),
			h(
				blockEditor.InspectorControls,
				{},
				panel( __( 'What visitors see', 'right-track' ), [ 'region', 'lang', 'view', 'theme', 'headingLevel' ], true ),
				panel( __( 'Link to you', 'right-track' ), [ 'practice', 'contactHref', 'contactLabel' ], true ),
				panel( __( 'Way out', 'right-track' ), [ 'exit', 'exitHref' ], false ),
				h( blockEditor.PanelColorSettings, {
					title: __( 'Colours', 'right-track' ),
					initialOpen: false,
					colorSettings: [ 'colorAccent', 'colorText', 'colorBackground', 'colorLine' ].map( colour ),
				} ),
				panel( __( 'Loading', 'right-track' ), [ 'isolation', 'loading' ], false )
			),
			h(
				components.Placeholder,
				{
					icon: 'flag',
					label: __( 'Right Track check-in', 'right-track' ),
					instructions: __(
						'Visitors see the check-in here. It does not run in the editor; look at the preview of the page.',
						'right-track'
					),
				},
				said.length > 0 && h( 'ul', {}, ...said.map( ( line ) => h( 'li', { key: line }, line ) ) )
			)
		);
	}

	// Nothing of it is in the post but its options: the page is rendered anew each time.
	blocks.registerBlockType( name, { edit: Edit, save: () => null } );
} )();
