<?php
// Answers for PHP's own server as a common host would: files as they are, and everything else by WordPress. It does not
// know what WebAssembly is.

$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ( is_file( $file ) && str_ends_with( $file, '.wasm' ) ) {
	header( 'Content-Type: application/octet-stream' );
	readfile( $file );
	return true;
}
if ( file_exists( $file ) ) {
	return false;
}
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
